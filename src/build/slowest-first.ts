import type { TestSequencer, TestSpecification } from 'vitest/node';

/** Test files that take a minute and more, the longest first. */
const LONG = [
  'tests/model/model.test.ts',
  'tests/faults/faults.test.ts',
  'tests/security/security.test.ts',
  'tests/documents/hostile.test.ts',
  'tests/model/two-devices.test.ts',
  'tests/growing/growing.test.ts',
  'tests/server/commands.test.ts',
];

const placeOf = ({ moduleId }: TestSpecification): number => {
  const at = LONG.findIndex((name) => moduleId.endsWith(`/${name}`));
  return at === -1 ? LONG.length : at;
};

/** Begun last, a long file keeps one worker busy while the other has nothing left to do. */
export class SlowestFirst implements TestSequencer {
  sort(files: TestSpecification[]): TestSpecification[] {
    return files.toSorted((a, b) => placeOf(a) - placeOf(b) || a.project.name.localeCompare(b.project.name));
  }

  /** The tests run on one machine. */
  shard(files: TestSpecification[]): TestSpecification[] {
    return files;
  }
}
