import { stripVTControlCharacters } from 'node:util';
import Anser from 'anser';
import { overwrite } from '../../format/terminalText';
import { escapeHtml } from './escapeHtml';

/** Terminal colours that the style sheet defines, so that they can differ in light and dark. */
const namedColour = /^ansi-(bright-)?(black|red|green|yellow|blue|magenta|cyan|white)$/;
const decorationClasses: Partial<Record<string, string>> = {
  bold: 'ansi-bold',
  italic: 'ansi-italic',
  underline: 'ansi-underline',
  strikethrough: 'ansi-strikethrough',
  dim: 'ansi-dim',
};

/**
 * Terminal text as HTML: colours and font styles become classes (`ansi-red-fg`, `ansi-bold`) and,
 * for colours without a name, the properties `--fg` and `--bg`; carriage returns and backspaces are
 * applied; other control sequences vanish.
 *
 * @param text with ANSI escape sequences
 * @returns HTML without scripts, whatever the text
 * @example
 * ansiToHtml('\u001b[31mred\u001b[0m'); // '<span class="ansi-red-fg">red</span>'
 */
export function ansiToHtml(text: string): string {
  return Anser.ansiToJson(overwrite(text), { json: true, use_classes: true, remove_empty: true })
    .map((part) => {
      const content = escapeHtml(stripVTControlCharacters(part.content));
      const colours = [
        colour(part.fg, part.fg_truecolor, 'fg'),
        colour(part.bg, part.bg_truecolor, 'bg'),
      ];
      const decorations = part.decorations.map((name) => ({ className: decorationClasses[name] }));
      const classes = [...colours, ...decorations].flatMap(({ className }) => className ?? []);
      if (classes.length === 0) return content;
      const styles = colours.flatMap(({ style }) => style ?? []);
      const style = styles.length > 0 ? ` style="${styles.join(';')}"` : '';
      return `<span class="${classes.join(' ')}"${style}>${content}</span>`;
    })
    .join('');
}

interface Colour {
  className?: string;
  style?: string;
}

function colour(name: string | null, truecolor: string | null, side: 'fg' | 'bg'): Colour {
  if (!name) return {};
  if (namedColour.test(name)) return { className: `${name}-${side}` };
  const index = /^ansi-palette-(\d+)$/.exec(name)?.[1];
  const rgb = index === undefined ? truecolor : paletteColour(Number(index));
  if (!rgb || !/^\d{1,3}, ?\d{1,3}, ?\d{1,3}$/.test(rgb)) return {};
  return { className: `ansi-${side}`, style: `--${side}:rgb(${rgb})` };
}

/** Colours 16 to 231 of a terminal are a cube of 6 x 6 x 6, those from 232 on are grey. */
function paletteColour(index: number): string {
  if (index >= 232)
    return Array<number>(3)
      .fill(8 + 10 * (index - 232))
      .join(', ');
  const level = (step: number): number => (step === 0 ? 0 : 55 + 40 * step);
  const cube = index - 16;
  return [36, 6, 1].map((size) => level(Math.floor(cube / size) % 6)).join(', ');
}
