import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { courseFolder } from './courseFolder';

it('keeps settings and sources that an instructor changed, and says so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nbgrader-'));
  try {
    expect(courseFolder(folder)).toEqual([]);
    const files = ['source/course/1-groups.ipynb', 'nbgrader_config.py', 'README.md'];
    const places = files.map((file) => join(folder, file));
    for (const place of places) appendFileSync(place, '\n# mine\n');
    const notices = courseFolder(folder);
    expect(notices.map((notice) => notice.split(' ')[0])).toEqual(places);
    for (const place of places) expect(readFileSync(place, 'utf8')).toMatch(/# mine\n$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
