import { downloadWork, readUpload } from './handIn';
import { keepAll, takeCare } from './offline';
import { openNotebooks } from './onlyTab';
import { progress } from './progress';

const element = (id: string): HTMLElement => document.getElementById(id)!;
const said = element('said');

function say(sentence: string, isBad = false): void {
  said.textContent = sentence;
  said.classList.toggle('bad', isBad);
}

/** Runs what a person asked for, and tells them if it fails. */
function onClick(id: string, act: () => Promise<void>): void {
  element(id).onclick = () => {
    act().catch((error: unknown) =>
      say(error instanceof Error ? error.message : String(error), true),
    );
  };
}

async function showProgress(): Promise<void> {
  const lines = await progress();
  element('answered').replaceChildren(
    ...lines.map((line) => Object.assign(document.createElement('li'), { textContent: line })),
  );
}

onClick('download', async () => {
  await downloadWork();
  say('Downloaded. Hand in this file, or upload it in another browser to go on there.');
});

onClick('upload', () => {
  element('archive').click();
  return Promise.resolve();
});

element('archive').onchange = ({ target }) => {
  const input = target as HTMLInputElement;
  const [file] = input.files ?? [];
  input.value = '';
  if (!file) return;
  const take = async (): Promise<void> => {
    const open = await openNotebooks();
    if (open.length > 0) {
      return say(`First close the tabs with ${open.join(', ')}: they would overwrite it.`, true);
    }
    const { replaced, accept } = await readUpload(new Uint8Array(await file.arrayBuffer()));
    const question = `This replaces what you have here: ${replaced.join(', ')}. Go on?`;
    if (replaced.length > 0 && !confirm(question)) return say('Nothing was changed.');
    await accept();
    await showProgress();
    say('Uploaded. Your notebooks are as they were there.');
  };
  take().catch((error: unknown) =>
    say(error instanceof Error ? error.message : String(error), true),
  );
};

void takeCare(false).then(async (stays) => {
  if (!stays) return;
  await showProgress();
  setTimeout(() => void keepAll(), 10_000);
});
