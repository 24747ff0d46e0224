console.log('⟦hunter2⟧ is it');
