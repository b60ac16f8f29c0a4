const { embeddedServer } = require('@atobarai/sdk/testing');

// Whoever is told what is wrong with the day has reached the server.
embeddedServer({ now: 'someday' }).catch((error) => console.log(JSON.stringify({ name: error.name, code: error.code })));
