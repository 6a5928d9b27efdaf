'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { Dialog, DialogBody, DialogContent, DialogHeader, DialogTrigger } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { focusSearch, follow, isForUs, leaveField, lettersAreOn, moveAlongRows } from './key-target';
import { LetterSwitch } from './letter-switch';
import type { NavItem } from './nav-items';
import { useLastList } from './use-last-list';

const SEQUENCE_MS = 1000;

/** The keys of every screen, and the dialog that names them. */
export function Keyboard({ items }: { items: NavItem[] }) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const lastList = useLastList(items);
  useEffect(() => {
    const goBack = () => {
      if (document.querySelector('a[data-escape]') === null) return;
      if (lastList.current === null) follow('a[data-escape]');
      else router.push(lastList.current);
    };
    let wentAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (leaveField(event) || !isForUs(event)) return;
      if (event.key === 'Escape') return goBack();
      if (!lettersAreOn()) return;
      const after = event.timeStamp - wentAt < SEQUENCE_MS;
      wentAt = event.key === 'g' ? event.timeStamp : 0;
      if (after && /^[a-z,]$/.test(event.key)) return follow(`a[data-go="${event.key}"]`);
      if (event.key === 'j') moveAlongRows(1);
      if (event.key === 'k') moveAlongRows(-1);
      if (event.key === '?') setOpen(true);
      // The slash itself must not land in the field that it leads to.
      if (event.key === '/' && focusSearch()) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [router, lastList]);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger className={buttonClass({ size: 'small', variant: 'quiet' })}>
        Keys <Kbd>?</Kbd>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader title="Keys" />
        <DialogBody>
          <dl className="grid grid-cols-[6rem_1fr] gap-y-1.5">
            <Key keys={['/']} does="Search" />
            <Key keys={['j', 'k']} does="Next row, row before" />
            <Key keys={['Enter']} does="Open the row" />
            <Key keys={['Esc']} does="Back, close" />
            {items.map((item) => (
              <Key key={item.href} keys={['g', item.key]} does={`Go to ${item.name}`} />
            ))}
            <Key keys={['?']} does="This list" />
          </dl>
          <LetterSwitch />
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}

function Key({ keys, does }: { keys: string[]; does: string }) {
  return (
    <>
      <dt className="flex gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </>
  );
}
