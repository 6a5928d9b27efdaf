import type { SettingsView } from '@/lib/contract/system';
import { Notice, NoticeTitle } from '@/components/ui/notice';
import { Time } from '@/components/ui/time';

/** Files that are refused, and files that say something else than what is in force: both are somebody's to mend. */
export function ConfigFiles({ files, now }: { files: SettingsView['files']; now: string }) {
  const broken = files.filter(({ mistakes }) => mistakes.length > 0);
  const other = files.filter(({ mistakes, inForce }) => mistakes.length === 0 && !inForce);
  return (
    <>
      {broken.map(({ process, mistakes, seenAt }) => (
        <Notice key={process} tone="bad" className="mb-3">
          <NoticeTitle>The file of {process} is refused; what was in force stays</NoticeTitle>
          <ul className="list-disc pl-5 wrap-anywhere">
            {mistakes.map((mistake) => (
              <li key={mistake}>{mistake}</li>
            ))}
          </ul>
          <p className="text-sm text-ink-3">
            seen <Time at={seenAt} now={now} />
          </p>
        </Notice>
      ))}
      {other.length > 0 && (
        <Notice tone="warn" className="mb-3">
          <NoticeTitle>Not every process has the file that is in force</NoticeTitle>
          <p>
            {other.map(({ process }) => process).join(', ')}: an older file stands there. Grants and rules are
            everywhere those in force; put the same file in every place, or change it once more to go back.
          </p>
        </Notice>
      )}
    </>
  );
}
