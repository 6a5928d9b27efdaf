import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <section aria-busy="true" aria-label="Loading" className="flex flex-col gap-3 px-5 py-4">
      <Skeleton className="h-8 w-full" />
      <Skeleton className="h-6 w-2/3" />
      <Skeleton className="h-96 w-full" />
    </section>
  );
}
