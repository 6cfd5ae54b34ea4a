import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { amatText, emptyFolder } from '../../../testSupport/fixtures';
import { publishedFiles } from './publishedSource';

const TRAIN = 'mnist_all_rotation_normalized_float_train_valid.amat';
const TEST = 'mnist_all_rotation_normalized_float_test.amat';
const bytes = (text: string): Buffer => Buffer.from(text);

/** The text of a part, and the name it is given. */
async function read(path: string, part: 'train' | 'test'): Promise<[string, string]> {
  const files = await publishedFiles(path);
  return files.read(part, async (name, stream) => {
    const pieces = [];
    for await (const piece of stream) pieces.push(piece);
    return [name, Buffer.concat(pieces).toString()];
  });
}

function zipped(files: Record<string, Uint8Array>): string {
  const path = join(emptyFolder(), 'mnist_rotation_new.zip');
  writeFileSync(path, zipSync(files));
  return path;
}

test('finds both files in a folder', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, TRAIN), 'the one');
  writeFileSync(join(folder, TEST), 'the other');
  expect(await read(folder, 'train')).toEqual([join(folder, TRAIN), 'the one']);
  expect(await read(folder, 'test')).toEqual([join(folder, TEST), 'the other']);
});

test('finds both files in a zip, in a folder there too', async () => {
  const big = amatText(30, 0);
  const path = zipped({ [TRAIN]: bytes(big), 'notes.txt': bytes('no'), [`a/${TEST}`]: bytes('b') });
  expect(await read(path, 'train')).toEqual([`${path}, ${TRAIN}`, big]);
  expect(await read(path, 'test')).toEqual([`${path}, ${TEST}`, 'b']);
});

test('the fingerprint changes with the files', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, TRAIN), 'one');
  writeFileSync(join(folder, TEST), 'two');
  const before = (await publishedFiles(folder)).fingerprint;
  expect((await publishedFiles(folder)).fingerprint).toBe(before);
  writeFileSync(join(folder, TEST), 'three');
  expect((await publishedFiles(folder)).fingerprint).not.toBe(before);
});

test('says what is missing and what to give', async () => {
  await expect(publishedFiles('/no/such/path')).rejects.toThrow(
    /from \/no\/such\/path: .*ENOENT.*Give the folder with .*train_valid\.amat and/,
  );
  const folder = emptyFolder();
  writeFileSync(join(folder, TRAIN), '');
  await expect(publishedFiles(folder)).rejects.toThrow(join(folder, TEST));
});

test('says when a zip file lacks the file', async () => {
  const path = zipped({ [TRAIN]: bytes('one') });
  await expect(read(path, 'test')).rejects.toThrow(
    `${path}: expected a zip file with ${TEST} in it`,
  );
});

test('says when a zip file is not one, or is damaged', async () => {
  const path = join(emptyFolder(), 'mnist_rotation_new.zip');
  const good = zipSync({ [TRAIN]: bytes(amatText(30, 0)) });
  const damaged = Buffer.from(good);
  damaged.fill(0xff, 5000, 5400);
  for (const content of [bytes('hello'), good.subarray(0, 9000), damaged]) {
    writeFileSync(path, content);
    await expect(read(path, 'train')).rejects.toThrow(`${path} is not a zip file, or is damaged (`);
  }
});
