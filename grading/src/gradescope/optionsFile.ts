/** In the archive: the options that `npm run gradescope` was given for the grader, as a list in JSON. */
export const optionsFile = 'options.json';
