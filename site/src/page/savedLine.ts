import { downloadWork, type Open } from './handIn';
import type { Saved } from './keepSaved';

const sentences: Record<Saved, string> = {
  'at once': 'Your work is saved in this browser only, at every change.',
  'not yet': 'Saving in this browser …',
  saved: 'Saved in this browser only.',
  failed:
    'NOT SAVED: this browser has no space left for this site. Download your work now; then delete something, for example in other sites’ data.',
};

/**
 * The line above a notebook that says where a student's work is.
 *
 * @param open the notebook as it stands there, saved or not
 */
export function savedLine(
  root: URL,
  open: () => Open,
): { node: HTMLElement; say: (state: Saved) => void } {
  const node = document.createElement('div');
  node.className = 'saved-line';
  node.innerHTML = `<span></span>
<button type="button">Download all my work</button>
<a href="${root.href}">All notebooks, hand in</a>`;
  const status = node.querySelector('span')!;
  const button = node.querySelector('button')!;
  button.onclick = () => {
    downloadWork(open()).catch((error: unknown) => {
      status.textContent = `That did not work: ${String(error)}`;
    });
  };
  return {
    node,
    say(state) {
      status.textContent = sentences[state];
      node.classList.toggle('failed', state === 'failed');
      // The others would be read out at every key.
      status.role = state === 'failed' ? 'alert' : null;
    },
  };
}
