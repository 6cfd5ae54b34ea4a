import { nbgraderMetadata, type Cell } from 'nbconvert-ts';
import { claims, own, wrongC4 } from './source';
import type { Attack, Theme } from '../Attack';
import { changedNotebook, writeHandIn } from '../handIns';

const notebook = '1-groups';
type Change = Parameters<typeof changedNotebook>[1];

/** A submission of notebook 1 with changes. */
function changed(change: Change): Required<Pick<Attack, 'handIn'>> {
  return {
    handIn: (folder, student) =>
      writeHandIn(folder, student, { [notebook]: changedNotebook(notebook, change) }),
  };
}

const isTest = (cell: Cell): boolean => nbgraderMetadata(cell)?.grade === true;

/** Changes of what was released, besides the answers. */
export const tests: Theme = {
  name: 'tests',
  attacks: [
    {
      name: 'edited tests',
      tries: 'The test cells say that all is well, whatever the answer.',
      ...changed(({ cells, find }) => {
        find('1-2').source = wrongC4;
        for (const cell of cells) if (isTest(cell)) cell.source = `${claims} 5`;
      }),
    },
    {
      name: 'deleted tests',
      tries: 'There is no test that could fail.',
      ...changed((all) => {
        all.find('1-2').source = wrongC4;
        all.notebook.cells = all.cells.filter(
          (cell) => !isTest(cell) || cell.cell_type === 'markdown',
        );
      }),
    },
    {
      name: 'tests worth thousands',
      tries: 'Changes points, locks and cell types in the metadata, even those of its own answer.',
      ...changed(({ cells, find }) => {
        find('1-2').source = wrongC4;
        for (const cell of cells) {
          if (cell.metadata.nbgrader)
            Object.assign(cell.metadata.nbgrader, { points: 1000, grade: true, locked: false });
          Object.assign(cell.metadata, { score: 1000, nbgrader_score: 1000 });
        }
      }),
    },
    {
      name: 'outputs of a success',
      tries: 'The notebook comes with outputs of tests that have passed.',
      ...changed(({ cells, find }) => {
        find('1-2').source = wrongC4;
        for (const cell of cells) {
          if (cell.cell_type !== 'code') continue;
          cell.execution_count = 1;
          cell.outputs = [
            { output_type: 'stream', name: 'stdout', text: 'All right: solved. 5 of 5' },
            {
              output_type: 'execute_result',
              execution_count: 1,
              metadata: {},
              data: { 'text/plain': '5', 'text/html': '<script>attacked()</script>' },
            },
          ];
        }
      }),
    },
    {
      name: 'two answers',
      tries: 'Has the answer cell twice, right and wrong, so that one of them counts.',
      ...changed(({ cells, find }) => {
        find('1-2').source = wrongC4;
        cells.unshift({ ...structuredClone(find('1-2')), id: 'second', source: own('1-2') });
      }),
      statuses: { '1.2': ['needs a person'] },
    },
    {
      name: 'an answer of another kind',
      tries: 'The answer cell is retyped, so that it is not run.',
      ...changed(({ cells, find }) => {
        const answer = find('1-2');
        const { id = 'answer', metadata } = answer;
        cells[cells.indexOf(answer)] = { id, metadata, cell_type: 'markdown', source: claims };
      }),
      statuses: { '1.2': ['needs a person'] },
    },
    {
      name: 'renamed cells',
      mayNotCompile: true,
      tries: 'Renames cells, so that the right answer to one exercise counts for two.',
      ...changed(({ find }) => {
        const [one, other] = [find('1-2'), find('1-3')];
        one.source = own('1-2');
        Object.assign(one.metadata.nbgrader!, { grade_id: '1-3' });
        Object.assign(other.metadata.nbgrader!, { grade_id: '1-2' });
      }),
      // The notebook's own check of 1.2 passes, so the answer counts: once.
      mayEarn: { '1.2': 5 },
    },
    {
      name: 'cells in front',
      tries:
        'Prepares the kernel in extra cells, tagged and named like the course’s, before the answer.',
      ...changed(({ cells, find }) => {
        find('1-2').source = wrongC4;
        const extra = {
          id: 'extra',
          cell_type: 'code' as const,
          execution_count: null,
          outputs: [],
          source: 'globalThis.check = async () => console.log("passed"); process.exit(0);',
        };
        cells.unshift(
          { ...extra, metadata: { tags: ['given'] } },
          {
            ...extra,
            id: 'extra2',
            metadata: {
              nbgrader: {
                grade_id: '1-2-test',
                grade: true,
                solution: false,
                locked: true,
                points: 5,
                schema_version: 3,
                task: false,
              },
            },
          },
        );
      }),
    },
    {
      name: 'another kernel',
      tries: 'Names a kernel that is the student’s own program.',
      ...changed((all) => {
        all.find('1-2').source = wrongC4;
        all.notebook.metadata = {
          kernelspec: { name: '../../../tmp/evil', display_name: 'Python 3', language: 'bash' },
          language_info: { name: 'bash' },
          argv: ['/bin/sh', '-c', 'id'],
        };
      }),
    },
  ],
};
