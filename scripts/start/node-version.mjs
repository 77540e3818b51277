import { giveUp } from './give-up.mjs';

/** Says it clearly before a newer feature fails obscurely. */
export function assertNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    giveUp(`this is Node ${process.versions.node}, and 20.19 or newer is needed. Install it from nodejs.org.`);
  }
}
