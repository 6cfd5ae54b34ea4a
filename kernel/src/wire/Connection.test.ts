import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConnection } from './Connection';

const file = join(mkdtempSync(join(tmpdir(), 'connection-')), 'connection.json');
const good = {
  ...{ transport: 'tcp', ip: '127.0.0.1', key: 'k', signature_scheme: 'hmac-sha256' },
  ...{ shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 },
};

test('a connection file is read', () => {
  writeFileSync(file, JSON.stringify({ ...good, kernel_name: 'typescript' }));
  expect(readConnection(file)).toMatchObject({ ip: '127.0.0.1', shell_port: 1, hb_port: 5 });
});

test.each([
  ['no JSON', '{', /is not a connection file/],
  ['a missing port', JSON.stringify({ ...good, hb_port: undefined }), /"hb_port" as a number/],
  ['another transport', JSON.stringify({ ...good, transport: 'udp' }), /tcp or ipc, got "udp"/],
  ['a missing secret', JSON.stringify({ ...good, key: undefined }), /"transport", "ip" and "key"/],
  ['another scheme', JSON.stringify({ ...good, signature_scheme: 'md5' }), /got "md5"/],
])('%s is refused in one line', (_, text, message) => {
  writeFileSync(file, text);
  expect(() => readConnection(file)).toThrow(message);
});

test('a file that is not there is refused in one line', () => {
  expect(() => readConnection(`${file}.not`)).toThrow(/is not a connection file: ENOENT/);
});
