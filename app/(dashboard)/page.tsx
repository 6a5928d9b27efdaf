import { redirect } from 'next/navigation';

/** Until there is an overview, Secrets is where one starts. */
export default function Home() {
  redirect('/secrets');
}
