await import(`./⟦hunter2⟧.js`);
