/** The oldest Node that everything here works with. */
const OLDEST = 20;

const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST) {
  console.error(
    `Node ${OLDEST} or newer is needed; this is ${process.versions.node}. See https://nodejs.org, or run: nvm install 22`,
  );
  process.exit(1);
}
