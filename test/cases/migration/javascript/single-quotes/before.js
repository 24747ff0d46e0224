console.log({ password: '⟦hunter2⟧', user: 'shop' });
