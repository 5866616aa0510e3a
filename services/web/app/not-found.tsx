import Link from 'next/link';
import { connection } from 'next/server';

export default async function NotFound() {
  await connection();
  return (
    <main className="notice-page">
      <h1>There is no such page</h1>
      <p>The address may be mistyped, or what was there is gone.</p>
      <Link className="button primary" href="/">
        Practise an interview
      </Link>
    </main>
  );
}
