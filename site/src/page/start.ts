import { takeCare } from './offline';
import { isOnlyTab } from './onlyTab';
import { openJupyter } from './openJupyter';
import { update } from './update';

async function start(): Promise<void> {
  if (!(await takeCare(true))) return;
  const path = new URLSearchParams(location.search).get('path');
  if (path !== null) {
    if (!(await isOnlyTab(path))) return sayItIsOpen(path);
    try {
      if (await update(path)) document.body.dataset.updated = '';
    } catch (error) {
      // The notebook as it was is still there.
      console.warn(error);
    }
  }
  openJupyter();
}

/** Two tabs with one notebook would overwrite each other. */
function sayItIsOpen(path: string): void {
  const note = document.createElement('main');
  note.className = 'note';
  note.innerHTML = `<h1></h1>
<p>If both tabs wrote into it, one would overwrite the other. Go on in the other tab. Or close that one, and press the button.</p>
<p><button type="button">Open it here</button> <a href="../index.html">All notebooks</a></p>`;
  note.querySelector('h1')!.textContent = `${path} is open in another tab`;
  note.querySelector('button')!.onclick = () => location.reload();
  document.body.replaceChildren(note);
}

void start();
