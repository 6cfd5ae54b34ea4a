/**
 * @typedef {object} StartOptions
 * @property {boolean} browser whether JupyterLab opens a browser
 * @property {boolean} gpu
 * @property {boolean} setupOnly
 * @property {boolean} source whether the notebooks' source is opened, with its solutions
 * @property {string[]} jupyter arguments for `jupyter lab`
 */

const usage = `Usage: npm start -- [options] [-- arguments for jupyter lab]
  --no-browser   do not open a browser; the address to open is printed
  --gpu          use TensorFlow's CUDA 12 library (Linux on x86-64; 4 GB to download)
  --setup-only   do the set-up and stop
  --source       open the notebooks' source, with solutions, and offer every kernel: for instructors
  --help         show this`;

/**
 * @param {readonly string[]} args
 * @returns {StartOptions | string} or what to show the user
 */
export function parseStartArguments(args) {
  const end = args.indexOf('--');
  const own = end < 0 ? args : args.slice(0, end);
  const known = ['--no-browser', '--gpu', '--setup-only', '--source', '--help'];
  if (own.includes('--help')) return usage;
  const unknown = own.find((arg) => !known.includes(arg));
  if (unknown !== undefined) return `Unknown option "${unknown}".\n${usage}`;
  return {
    browser: !own.includes('--no-browser'),
    gpu: own.includes('--gpu'),
    setupOnly: own.includes('--setup-only'),
    source: own.includes('--source'),
    jupyter: end < 0 ? [] : args.slice(end + 1),
  };
}
