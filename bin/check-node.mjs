// Plain JavaScript: it must run on the old Node it complains about.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Hexbeat runs on Node 24, which npm installs beside it, but this is Node ${process.versions.node}.\n` +
      "The install script of the package `node` was skipped. Run: npm rebuild node --foreground-scripts\n" +
      "then start again with npm start, npm test or npx hexbeat (they put the pinned Node first).",
  );
  process.exit(1);
}
