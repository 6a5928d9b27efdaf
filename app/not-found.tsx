import Link from 'next/link';
import { LonePage } from '@/components/layout/lone-page';
import { buttonClass } from '@/components/ui/button-class';

export const metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <LonePage title="There is no such page">
      <p>Or it is about something that is not yours to see: the answer is the same.</p>
      <Link href="/" prefetch={false} className={buttonClass({ variant: 'primary' })}>
        To the start
      </Link>
    </LonePage>
  );
}
