import 'server-only';

/** Collects what next-auth's handler answers in the manner of Next's pages router. */
export class AuthResponse {
  statusCode = 200;
  body = '';
  readonly headers = new Map<string, string | string[]>();

  status(code: number): this {
    this.statusCode = code;
    return this;
  }

  getHeader(name: string): string | string[] | undefined {
    return this.headers.get(name.toLowerCase());
  }

  setHeader(name: string, value: string | string[]): this {
    this.headers.set(name.toLowerCase(), value);
    return this;
  }

  addCookie(cookie: string): void {
    this.setHeader('Set-Cookie', [...this.cookies, cookie]);
  }

  json(body: unknown): void {
    this.setHeader('Content-Type', 'application/json').send(body);
  }

  send(body: unknown): void {
    this.body = typeof body === 'string' ? body : JSON.stringify(body ?? null);
  }

  end(): void {
    this.body = '';
  }

  /** The `Set-Cookie` headers. */
  get cookies(): string[] {
    const value = this.getHeader('Set-Cookie') ?? [];
    return typeof value === 'string' ? [value] : value;
  }

  get redirect(): string | null {
    const location = this.getHeader('Location');
    if (typeof location === 'string') return location;
    const body: unknown = this.getHeader('Content-Type') === 'application/json' ? JSON.parse(this.body) : null;
    return typeof body === 'object' && body !== null && 'url' in body && typeof body.url === 'string' ? body.url : null;
  }
}
