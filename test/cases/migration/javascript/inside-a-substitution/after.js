console.log(`a${[process.env.DB_PASSWORD].join()}b`);
