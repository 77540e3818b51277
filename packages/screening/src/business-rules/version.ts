/** `MAJOR.MINOR.PATCH` of what this package evaluates; whatever is newer is left to the officer. */
const engine = { name: 'CERTLOGIC', version: '1.3.3' };
const schemaVersion = '1.3.0';

interface Versioned {
  readonly engine: string;
  readonly engineVersion: string;
  readonly schemaVersion: string;
}

export function isUnderstood(rule: Versioned): boolean {
  return (
    rule.engine === engine.name &&
    compareVersions(rule.engineVersion, engine.version) <= 0 &&
    compareVersions(rule.schemaVersion, schemaVersion) <= 0
  );
}

/** Below zero where the first is older. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number));
  for (let part = 0; part < 3; part += 1) {
    const difference = (left?.[part] ?? 0) - (right?.[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
