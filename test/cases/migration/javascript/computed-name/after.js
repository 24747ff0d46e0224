console.log({ [process.env.DB_PASSWORD]: 1 }[process.env.DB_PASSWORD]);
