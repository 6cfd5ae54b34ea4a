import { execFile } from 'node:child_process';
import * as path from 'node:path';

const program = path.join(__dirname, '../setup/conformance.mjs');

it("passes Jupyter's kernel tests, and ours of what they leave out", async () => {
  const { error, output } = await new Promise<{ error: Error | null; output: string }>((resolve) =>
    execFile(process.execPath, [program], (error, stdout, stderr) =>
      resolve({ error, output: stderr + stdout }),
    ),
  );
  if (error) throw new Error(output);
  // Only the pager is left out.
  expect(output).toMatch(/^OK \(skipped=1\)$/m);
}, 600_000);
