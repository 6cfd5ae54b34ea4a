import * as util from 'node:util';
import { mimeBundle as bundleOf } from './mimeBundle';

const mimeBundle = (value: unknown): ReturnType<typeof bundleOf> => bundleOf(value, util);
const text = async (value: unknown): Promise<unknown> => (await mimeBundle(value))['text/plain'];
const html = async (value: unknown): Promise<string> =>
  (await mimeBundle(value))['text/html'] as string;
const display = Symbol.for('Jupyter.display');

describe('a value with a display method of its own', () => {
  it('is shown by it, whether it waits or not', async () => {
    const bundle = { 'text/plain': 'p4', 'image/svg+xml': '<svg/>' };
    expect(await mimeBundle({ [display]: () => bundle })).toEqual(bundle);
    expect(await mimeBundle({ [display]: () => Promise.resolve(bundle) })).toEqual(bundle);
    expect(await mimeBundle(Object.assign(() => 1, { [display]: () => bundle }))).toEqual(bundle);
  });
  it('has text where its method gives none', async () => {
    const bundle = await mimeBundle({ a: 1, [display]: () => ({ 'text/html': '<b>1</b>' }) });
    expect(bundle['text/html']).toBe('<b>1</b>');
    expect(bundle['text/plain']).toContain('a: 1');
  });
  it('fails where its method fails or gives nothing', async () => {
    const broken = {
      [display]() {
        throw new Error('not today');
      },
    };
    expect(() => mimeBundle(broken)).toThrow('not today');
    expect(() => mimeBundle({ [display]: () => 3 })).toThrow(/must return.*returned 3/);
    await expect(mimeBundle({ [display]: () => Promise.resolve(3) })).rejects.toThrow(/returned 3/);
  });
});

describe('a table', () => {
  const people = [
    { name: 'Ann <b>', age: 30, member: true },
    { name: "O'Neil & Co", age: 4.123456789, member: null },
  ];
  it('shows records under the names they share', async () => {
    expect(await text(people)).toBe(
      [
        '   name             age  member',
        '-  -----------  -------  ------',
        '0  Ann <b>           30  true',
        "1  O'Neil & Co  4.12346  null",
      ].join('\n'),
    );
  });
  it('escapes what it takes from the values', async () => {
    const out = await html([{ '<i>': 'Ann <b>', '"': "O'Neil & Co" }]);
    expect(out).toContain('<th>&lt;i&gt;</th><th>&quot;</th>');
    expect(out).toContain('>Ann &lt;b&gt;</td>');
    expect(out).toContain('>O&#39;Neil &amp; Co</td>');
    expect(await html(new Map([['<script>', '<img>']]))).not.toMatch(/<script|<img/);
  });
  it('leaves colours to the theme', async () => {
    expect(await html(people)).not.toMatch(/color|background|#[0-9a-f]{3}|rgb/i);
  });
  it('stops after 20 rows and says how many more there are', async () => {
    const rows = Array.from({ length: 23 }, (_, row) => ({ row, text: 'a\nb' }));
    expect(String(await text(rows)).split('\n')).toHaveLength(2 + 20 + 1);
    expect(await text(rows)).toMatch(/… and 3 more rows$/);
    expect((await html(rows)).match(/<tr>/g)).toHaveLength(21);
    expect(await html(rows)).toContain('<p>… and 3 more rows</p>');
    expect(await text(rows.slice(0, 20))).not.toContain('more');
  });
  it('shows maps of simple values', async () => {
    const map = new Map<unknown, unknown>([
      ['epochs', 3],
      ['rate', 0.1],
    ]);
    expect(await text(map)).toBe(
      ['key     value', '------  -----', 'epochs      3', 'rate      0.1'].join('\n'),
    );
    map.set('deep', {});
    expect(await text(map)).toBe(util.inspect(map));
  });
  it('shows matrices of any rows of numbers', async () => {
    expect(await text([[1, 2], new Float32Array([3, 0.1])])).toBe(
      ['2 × 2', '   0    1', '-  -  ---', '0  1    2', '1  3  0.1'].join('\n'),
    );
    const wide = await text([Array.from({ length: 30 }, (_, column) => column)]);
    expect(wide).toContain('1 × 30');
    expect(wide).toMatch(/ 19 {2}…$/);
  });
  it.each([
    ['other names', [{ a: 1 }, { b: 1 }]],
    ['more names', [{ a: 1 }, { a: 1, b: 1 }]],
    ['nested values', [{ a: 1 }, { a: [1] }]],
    ['instances', [new Date(0), new Date(1)]],
    ['unequal rows', [[1, 2], [3]]],
    ['numbers', [1, 2, 3]],
    ['empty things', [[], {}]],
    ['nothing', []],
    ['holes', [{ a: 1 }, undefined]],
  ])('is not made of %s', async (_what, value) => {
    expect(await mimeBundle(value)).toEqual({ 'text/plain': util.inspect(value, { depth: 4 }) });
  });
});

describe('a Plotly figure', () => {
  const figure = { data: [{ y: new Float32Array([1, 2]) }], layout: { title: { text: 'Loss' } } };
  const type = 'application/vnd.plotly.v1+json';
  it('is handed to Plotly as an object that survives JSON', async () => {
    const bundle = await mimeBundle({ ...figure, config: { scrollZoom: true } });
    expect(bundle[type]).toEqual({
      data: [{ y: [1, 2] }],
      layout: { title: { text: 'Loss' } },
      config: { displaylogo: false, scrollZoom: true },
    });
    expect(JSON.parse(JSON.stringify(bundle))).toEqual(bundle);
  });
  it('is put into words', async () => {
    expect(await text({ ...figure, alt: 'Two points' })).toBe('Two points');
    expect(await text(figure)).toBe('Plotly figure of scatter: Loss');
    const many = { data: [{ type: 'bar' }, { type: 'pie' }, { type: 'bar' }], layout: {} };
    expect(await text(many)).toBe('Plotly figure of bar, pie');
  });
  it('is not any object with data', async () => {
    for (const value of [{ data: [1], layout: {} }, { data: [{}], layout: 'wide' }, { data: [] }]) {
      expect(await mimeBundle(value)).not.toHaveProperty([type]);
    }
  });
});

describe('any other value', () => {
  it('is shown as Node shows it, within limits', async () => {
    expect(await text(undefined)).toBe('undefined');
    expect(await text('a\nb')).toBe("'a\\nb'");
    expect(await text({ a: { b: { c: { d: { e: { f: 1 } } } } } })).toContain('[Object]');
    expect(await text(class A {})).toBe('[class A]');
    expect(await text(new Float32Array(1000))).toContain('900 more items');
    expect(await text('x'.repeat(20_000))).toContain('10000 more characters');
  });
  it('a promise: says that it wants an await', async () => {
    expect(await text(new Promise(() => undefined))).toBe(
      'Promise { <pending> }\nThis is a promise: write `await` before it to get its value.',
    );
    expect(await text(Promise.resolve(3))).toMatch(/^Promise { <fulfilled> }/);
    const rejected = Promise.reject(new Error('a'));
    rejected.catch(() => undefined);
    expect(await text(rejected)).toMatch(/^Promise { <rejected> }/);
  });
  it('an error: its message as it is now, and the top of its stack', async () => {
    const error = new TypeError('first');
    error.message = 'second';
    const lines = String(await text(error)).split('\n');
    expect(lines[0]).toBe('TypeError: second');
    expect(lines[1]).toMatch(/^\s+at .*mimeBundle\.test/);
    expect(lines.length).toBeLessThanOrEqual(6);
  });
  it.each<[string, () => unknown]>([
    ['inspect function', () => ({ [util.inspect.custom]: fail })],
    ['column', () => [Object.defineProperty({}, 'a', { get: fail, enumerable: true })]],
    ['proxy', () => Proxy.revocable({}, {}).proxy],
    ['revoked proxy', revoked],
    ['figure that is its own part', cyclicFigure],
  ])('survives a failing %s', async (_what, make) => {
    expect(typeof (await text(make()))).toBe('string');
  });
  it('says why it can’t be shown', async () => {
    expect(await text({ [util.inspect.custom]: fail })).toBe(
      'This value can’t be shown: Error: no getter for you',
    );
  });
});

function fail(): never {
  throw new Error('no getter for you');
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function cyclicFigure(): unknown {
  const figure = { data: [{}], layout: {} };
  Object.assign(figure.layout, { figure });
  return figure;
}
