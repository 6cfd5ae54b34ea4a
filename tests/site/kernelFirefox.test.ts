import { Firefox, testInFirefox } from '../support/Firefox';
import { KernelInPage } from './KernelInPage';
import { KernelSite } from './KernelSite';

testInFirefox(
  'Firefox: errors with the lines of cells, Stop in a loop and in an await',
  async () => {
    const site = await KernelSite.start(true);
    const firefox = await Firefox.start();
    try {
      const kernel = await KernelInPage.open(firefox, site.address);
      await kernel.run(
        'const fail = async (): Promise<never> => {\n  await null;\n  throw new Error("no");\n};',
      );
      const { error } = await kernel.run('await fail()');
      expect(error).toContain('Cell In[1], line 3, column 9:\n');
      const { text } = await kernel.run('try { await fail(); } catch (e) { console.log(e); }');
      expect(text).toBe('Error: no\n    at fail (In[1]:3:9)\n');
      for (const code of ['for (;;);', 'await new Promise(() => undefined);']) {
        const id = await kernel.startCell(`console.log('runs');\n${code}`);
        await kernel.waitForOutput(id);
        await kernel.interrupt();
        expect(await kernel.reply(id)).toMatchObject({ evalue: 'The cell was interrupted.' });
      }
    } finally {
      await firefox.close();
      await site.stop();
    }
  },
  240_000,
);
