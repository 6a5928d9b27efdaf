import { expect, it } from 'vitest';
import { describeImport, type ImportReport } from './describe-import';

const report: ImportReport = {
  files: 1,
  unreadable: [],
  unreadableFiles: 0,
  records: 5,
  others: 0,
  inserted: 3,
  duplicates: 0,
  replaced: 0,
  tooOld: 2,
  quarantined: 0,
  strangers: [],
  digests: null,
};

it('says how many were not taken since their days are deleted, where any were', () => {
  const lines = [...describeImport(report)];
  expect(lines[1]).toMatch(/^2 events older than the retention, .*: not taken; what those days came to is kept\.$/);
  expect([...describeImport({ ...report, tooOld: 0 })].join('\n')).not.toContain('retention');
});
