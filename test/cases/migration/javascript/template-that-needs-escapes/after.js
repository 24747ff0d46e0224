console.log(`\`\${x} \${y} $\` \q \x00 \x41\n ${process.env.DB_PASSWORD}\${}\``);
