/**
 * A kernel that answers each cell with the messages that the cell's code lists, as JSON:
 * [["reply", {content}], ["iopub", type, {content}], ["wait", ms], ["garbage"], ["forged"]].
 * Usage: node fakeKernel.cjs CONNECTION_FILE
 */
const { createHmac, randomUUID } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const { Publisher, Router } = require('zeromq');

const connection = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const shell = new Router();
const iopub = new Publisher();
const control = new Router();
process.on('SIGINT', () => undefined);

function pack(type, parent, content, key = connection.key) {
  const header = {
    msg_id: randomUUID(),
    msg_type: type,
    session: 'fake',
    username: '',
    date: '',
    version: '5.3',
  };
  const parts = [header, parent, {}, content].map((part) => JSON.stringify(part));
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return ['<IDS|MSG>', hmac.digest('hex'), ...parts];
}

async function answer(client, header, content) {
  const publish = (type, body, key) => iopub.send([type, ...pack(type, header, body, key)]);
  if (header.msg_type === 'kernel_info_request') {
    await publish('status', { execution_state: 'busy' });
    await shell.send([
      client,
      ...pack('kernel_info_reply', header, { status: 'ok', language_info: { name: 'fake' } }),
    ]);
    return;
  }
  for (const [what, ...rest] of JSON.parse(content.code)) {
    if (what === 'reply') await shell.send([client, ...pack('execute_reply', header, rest[0])]);
    else if (what === 'iopub') await publish(...rest);
    else if (what === 'wait') await sleep(rest[0]);
    else if (what === 'garbage') await iopub.send(['garbage', 'x']);
    else await publish('stream', { name: 'stdout', text: 'forged' }, 'another key');
  }
}

async function main() {
  const address = (port) => `tcp://${connection.ip}:${port}`;
  await shell.bind(address(connection.shell_port));
  await control.bind(address(connection.control_port));
  await iopub.bind(address(connection.iopub_port));
  for await (const [client, , , header, , , content] of shell) {
    await answer(client, JSON.parse(header), JSON.parse(content));
  }
}

void main();
