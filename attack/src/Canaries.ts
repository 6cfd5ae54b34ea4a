import { createHash, randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';

/**
 * Files that nobody may touch and servers that nobody may reach: they reveal whether anyone has.
 */
export class Canaries {
  /** Written nowhere but in the secret file and in the environment. */
  readonly secret = `secret-${randomUUID()}`;
  readonly secretFile: string;
  readonly preciousFile: string;
  readonly socketFile: string;
  readonly abstractSocket = `attack-${randomUUID()}`;
  tcpPort = 0;
  udpPort = 0;
  private readonly heard: string[] = [];
  private readonly servers: { close(): unknown }[] = [];
  private before = new Map<string, string>();

  /**
   * @param home a folder for the files
   * @param watched further files, and folders of files, that attacks of the bank aim at
   */
  constructor(
    home: string,
    private readonly watched: readonly string[],
  ) {
    mkdirSync(join(home, '.ssh'), { recursive: true });
    this.secretFile = join(home, '.ssh/id_rsa');
    this.preciousFile = join(home, 'gradebook.csv');
    this.socketFile = join(home, 'agent.sock');
    writeFileSync(this.secretFile, this.secret);
    writeFileSync(this.preciousFile, 'student,mark\n');
    this.watched = [...watched, this.secretFile, this.preciousFile];
  }

  /** Starts to listen and to watch. */
  async start(): Promise<void> {
    const hear = (who: string): Server =>
      createServer((socket) => {
        this.heard.push(who);
        socket.on('error', () => undefined).end('heard');
      });
    const tcp = await listening(hear('a TCP server'), { port: 0, host: '127.0.0.1' });
    this.tcpPort = (tcp.address() as AddressInfo).port;
    const abstract = await listening(hear('an abstract socket'), {
      path: `\0${this.abstractSocket}`,
    });
    const file = await listening(hear('the socket of a file'), { path: this.socketFile });
    const udp = createSocket('udp4').on('message', () => this.heard.push('a UDP server'));
    await new Promise<void>((resolve) => udp.bind(0, '0.0.0.0', resolve));
    this.udpPort = udp.address().port;
    this.servers.push(tcp, abstract, file, udp);
    this.before = fingerprints(this.watched);
  }

  /** What has happened to them: an empty list if all is well. */
  problems(): string[] {
    const after = fingerprints(this.watched);
    const names = new Set([...this.before.keys(), ...after.keys()]);
    const changed = [...names].filter((name) => this.before.get(name) !== after.get(name));
    return [
      ...changed.map((name) => `${name} was changed.`),
      ...Array.from(new Set(this.heard), (who) => `Somebody has talked to ${who}.`),
    ];
  }

  stop(): void {
    for (const server of this.servers) server.close();
  }
}

function listening(server: Server, where: object): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(where, () => resolve(server));
  });
}

/** The content of each file; for a folder the size and time of its entries, without those below. */
function fingerprints(paths: readonly string[]): Map<string, string> {
  const prints = new Map<string, string>();
  for (const path of paths) {
    if (!existsSync(path)) prints.set(path, 'missing');
    else if (!lstatSync(path).isDirectory()) {
      prints.set(path, createHash('sha256').update(readFileSync(path)).digest('hex'));
    } else {
      for (const name of readdirSync(path)) {
        const { size, mtimeMs, mode } = lstatSync(join(path, name));
        prints.set(join(path, name), `${size} ${mtimeMs} ${mode}`);
      }
    }
  }
  return prints;
}
