#!/usr/bin/env node
const { main } = require('../dist/command/main.js');

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
