/** The oldest Node that the kernel's tests pass on. */
const OLDEST = /** @type {const} */ ([20, 9]);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(
    `Node ${OLDEST.join('.')} or newer is needed; this is ${process.versions.node}. See https://nodejs.org, or run: nvm install 22`,
  );
  process.exit(1);
}
