import type { Problem } from '@/lib/contract/problem';
import { CopyButton } from '@/components/ui/copy-button';
import { TextLink } from '@/components/ui/text-link';
import { Notice, NoticeTitle } from '@/components/ui/notice';
import { SignInAgain } from './sign-in-again';

type Shown = Pick<Problem, 'title' | 'detail' | 'code' | 'requestId' | 'errors' | 'remedy' | 'reauth'>;

/** What went wrong, in words, with what mends it and the id to look it up by. */
export function ProblemNotice({ problem }: { problem: Shown }) {
  return (
    <Notice tone="bad" role="alert" className="flex flex-col gap-1.5">
      <NoticeTitle>{problem.title}</NoticeTitle>
      <p>{problem.detail}</p>
      {problem.errors && problem.errors.length > 0 && (
        <ul className="list-disc pl-5">
          {problem.errors.map(({ pointer, rule }) => (
            <li key={pointer + rule}>
              <span className="font-mono">{pointer}</span> {rule}
            </li>
          ))}
        </ul>
      )}
      {problem.remedy && <Remedy text={problem.remedy} />}
      {problem.code === 'unauthenticated' && (
        <p>
          <TextLink className="font-medium underline" href="/sign-in">
            Sign in again
          </TextLink>
        </p>
      )}
      {problem.reauth && <SignInAgain signIn={problem.reauth.signIn} />}
      <p className="text-sm text-ink-2">
        {problem.code}
        {problem.requestId && (
          <>
            , request <span className="font-mono wrap-anywhere">{problem.requestId}</span>
          </>
        )}
      </p>
    </Notice>
  );
}

/** A sentence, or a policy to paste. */
function Remedy({ text }: { text: string }) {
  if (!text.includes('\n') && text.length < 200) return <p>{text}</p>;
  return (
    <div className="flex flex-col items-start gap-1.5">
      <pre
        tabIndex={0}
        aria-label="What mends it"
        className="max-h-56 w-full overflow-auto rounded-md border border-line bg-panel p-2 font-mono text-xs"
      >
        {text}
      </pre>
      <CopyButton text={text} label="what mends it" />
    </div>
  );
}
