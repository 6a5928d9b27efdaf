import { Notice, NoticeTitle } from '@/components/ui/notice';

export function UrlMistakes({ mistakes }: { mistakes: string[] }) {
  if (mistakes.length === 0) return null;
  return (
    <Notice tone="warn" className="mx-5 my-3">
      <NoticeTitle>Parts of this address were not understood and are left out</NoticeTitle>
      <ul className="list-disc pl-5 wrap-anywhere">
        {mistakes.map((mistake) => (
          <li key={mistake}>{mistake}</li>
        ))}
      </ul>
    </Notice>
  );
}
