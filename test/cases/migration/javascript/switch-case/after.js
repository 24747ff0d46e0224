switch (["hunt", "er2"].join("")) { case process.env.DB_PASSWORD: console.log("yes"); }
