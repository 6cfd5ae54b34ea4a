/** What stands in a line. */
const inline: readonly string[] = [
  'the $n$th turn, 3$x$, $x$s',
  '$$ a = b $$ so that $c$ follows',
  'a _b $c_d$ e_ f $g_h$',
  '$|x|$ and $\\|y\\|$ and $a \\mid b$',
  '$a*b$ and *c* and $d*e$',
  'costs $5 and $6 each',
  'costs \\$5 and \\$6, $x$',
  'code `$a` and `b$` and $c$',
  'code ``a ` $b$`` and $c$',
  '**bold $x$** and *it $y$* and ~~no $z$~~',
  '[link $x$](https://example.org/a_b "title") and <https://example.org>',
  'https://example.org/x_y and www.example.org, a@example.org',
  '<b>html $x$</b> <i>y</i> <span title="t">z</span> <u>u</u>',
  '$a<b$ and $c>d$ and $e&f$ and a < b > c & d',
  '\\*stars\\* \\_lines\\_ \\`tick\\` \\\\ back \\# hash',
  '&amp; &lt; &eacute; &#8712; &nosuch; &copy',
  'Größe $\\text{Größe}$ 漢字 $α ∈ 𝔾$ 🎲 עברית e\u0301',
  '\\\\(a + b\\\\) and \\\\[c\\\\] and \\(d\\)',
  'one<br>two $x$ <br/> three',
  '$\\{1, 2\\}$ and ${a}_{b}$ and $\\frac{1}{2}$',
  '$unclosed and {more} of it',
  '$$unclosed too',
  'twice $$x$$$$y$$ and $a$$b$',
  '@@0@@ and $x$ and @@1@@',
  '$\\undefined{x}$ and $\\frac{$ and $}$',
  "$\\mathbb{R}^{n}$, $\\vec{v}'$, $f^{-1} \\circ g$, $\\binom{n}{k}$, $a \\pmod 4$",
  '$\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$ follows',
  'a footnote[^1] and a ^caret^ and ==mark== and H~2~O',
  'Map<string, number> and Array<number> and <x, y> and <y z>',
  '<!-- comment --> seen <!-- $x$ --> too',
  '![plan $x$](plan.png) and ![](empty.png)',
  'semi\\; thin\\, $\\, x \\; y$ \\! and "quotes" -- dashes... \'s',
];

/** Where a line stands. */
const blocks: Readonly<Record<string, (line: string) => string>> = {
  paragraph: (line) => `before\n${line}\nafter`,
  list: (line) => `1. ${line}\n2. second\n   - ${line}\n\n3. third`,
  table: (line) => `| ${line} | y |\n|:-|-:|\n| a | ${line} |`,
  quote: (line) => `> ${line}\n> more\n\n> > deep ${line}`,
  heading: (line) => `## ${line}\n\ntext\n\n${line}\n===`,
  html: (line) => `<div>${line}</div>\n\n<div>\n\n${line}\n\n</div>`,
};

/** What fills a cell of its own. */
const cells: readonly string[] = [
  'Fine\n\n$$ a = b $$ so that $c$ follows.\n\nNext paragraph.',
  '1. $$ x $$ first\n2. second',
  '$$\na\n$$ lost text',
  '$$\na\n\nb\n$$ text',
  'x\n$$\n\\begin{aligned}\na &= b \\\\\n&= c\n\\end{aligned}\n$$\ny',
  '\\begin{align}\nx &< y \\\\ z &> w \\label{e}\n\\end{align}\ntext \\eqref{e}',
  '\\begin{equation*} x \\end{equation*} and \\begin{nothing} y \\end{nothing}',
  '- a\n\n  $$ x $$\n\n- b\n\n      code $y$\n- c\n    1. d $z$',
  '- [x] done $x$\n- [ ] to do\n* [x] star',
  '```ts\nconst a: $x$ = "`$b`";\n```\n$c$',
  '```\nplain $x$ <b> &amp;\n```\n\n~~~python\ny = "$z$"\n~~~\n$c$',
  '    indented $x$\n    code\n\n$c$',
  '````\n```\n$x$\n```\n````\n$y$ ~~~ z',
  '```\nnever closed $x$\n\n$y$',
  'a  \nb\\\nc\nd $x  \ny$',
  '# A `code` **b** title\n\n[x](#A-code-b-title)\n\n# A `code` **b** title',
  '#no heading\n\n####### seven\n\nTitle\n---\n\n***\n\n* * *',
  '| a | b |\n|---|---|\n| `x|y` | z |\n| $a|b$ | \\| |\n| one |\n| one | two | three |',
  '| no table\n\na | b\n-|-\n1 | 2\ntext',
  '[ref][a] and [a] and [none]\n\n[a]: https://example.org "t"',
  '<details><summary>more $x$</summary>\n\ninside $y$\n\n</details>',
  '<table><tr><td>$a$</td><td>b</td></tr></table>\n\n<p align="center">c $d$</p>',
  '<pre>$x$ *y*</pre>\n\n<code>$z$</code> $w$',
  '<b>never closed $x$\n\nnext *y*',
  '<div>$$\nx\n$$</div> <section>s</section> <article>t</article> <nav>n</nav>',
  'a <kbd>K</kbd> <sub>1</sub><sup>2</sup> <mark>m</mark> <details open>d</details>',
  'x<script>gone()</script>y <style>p { color: red }</style> z',
  '<svg><text>in svg</text></svg> <math><mi>q</mi></math> <button>press</button> <label>l</label>',
  '<video>film</video> <iframe>frame</iframe> <noscript>no</noscript> <title>t</title> end',
  '<ul><li>one<li>two $x$</ul>\n<dl><dt>a<dd>b</dl>',
  'tabs\there\tand  two   spaces\n\n\n\n\nmany lines',
  '\u00a0nbsp\u200bzero\u2028line\u2029par\ufefffeff\u00ad',
  'CR\r\nLF $x$\r\n\r\n- a\r\n- b\r\n\r\n$$\r\ny\r\n$$ z',
  '$\\newcommand{\\RR}{\\mathbb{R}}\\def\\half{\\frac12}$',
  '$\\RR^n$ and $\\half$',
  '$\\require{ams} x$ $\\color{red}{y}$ $\\cancel{z}$ $\\bbox[red]{w}$ $\\ce{H2O}$',
  '$\\href{https://example.org}{x}$ $\\class{a}{y}$ $\\style{color:red}{z}$ $\\unicode{x41}$',
  '$$\\begin{cases} a & b \\\\ c & d \\end{cases} \\tag{7}$$ $\\boxed{x}$ $\\verb|$y|$',
  '$ spaced $ and $\nx\n$ and $a\n\nb$ and $$c$',
  '$\\text{a $b$ c}$ and $\\mbox{d}$ and $%x\ny$',
  `${'word $x_1$ **b** '.repeat(300)}`,
  `${'> '.repeat(20)}deep $x$`,
  `${Array.from({ length: 12 }, (_, i) => `${'  '.repeat(i)}- level ${i} $x$`).join('\n')}`,
  `${'A long paragraph, without any markup at all. '.repeat(2000)}`,
];

/** Blocks in blocks, drawn from a seed. */
function drawn(seed: number): string {
  let state = seed;
  const draw = (count: number): number =>
    ((state = (Math.imul(state, 1103515245) + 12345) >>> 0) % 65536) % count;
  const pick = <T>(list: readonly T[]): T => list[draw(list.length)]!;
  const indent = (text: string, first: string, rest: string): string =>
    first + text.replaceAll('\n', `\n${rest}`);
  const block = (depth: number): string => {
    const inner = (): string => (depth > 2 ? pick(inline) : block(depth + 1));
    switch (draw(8)) {
      case 0:
        return indent(inner(), '- ', '  ');
      case 1:
        return indent(inner(), '1. ', '   ');
      case 2:
        return indent(inner(), '> ', '> ');
      case 3:
        return `<div>\n\n${inner()}\n\n</div>`;
      case 4:
        return pick(Object.values(blocks))(pick(inline));
      case 5:
        return `${inner()}${pick(['\n', '\n\n'])}${inner()}`;
      default:
        return `${pick(inline)}${pick([' ', '\n', '', ', '])}${pick(inline)}`;
    }
  };
  return block(0);
}

/** Markdown of every kind, as it may stand in a student's notebook. */
export const markdownBank: readonly string[] = [
  ...cells,
  ...Array.from({ length: 120 }, (_, seed) => drawn(seed + 1)),
  ...inline.flatMap((line) => Object.values(blocks).map((block) => block(line))),
];
