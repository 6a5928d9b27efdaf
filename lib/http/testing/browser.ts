/** As much of a browser as a code flow needs: cookies by host, and redirects one at a time. */
export interface Browser {
  get(url: string): Promise<Response>;
  post(url: string, form: Record<string, string>): Promise<Response>;
  /** Goes on from redirect to redirect until there is a page; its address. */
  follow(url: string): Promise<string>;
  /** The same, but stops where a redirect leads to a page of ours, which is not asked. */
  followUntilPage(url: string): Promise<string>;
  /** Sends a form and goes on until the next address is ours, which is not asked. */
  followUntilOurs(url: string, form: Record<string, string>): Promise<URL>;
  cookiesFor(url: string): string;
  forget(url: string, cookie: string): void;
}

/** `ours` answers what goes to `origin`; everything else goes over the network. */
export function createBrowser(ours: (request: Request) => Promise<Response>, origin: string): Browser {
  const jars = new Map<string, Map<string, string>>();
  const cookiesFor = (url: string): string =>
    [...(jars.get(new URL(url).host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');

  async function send(url: string, form?: Record<string, string>): Promise<Response> {
    const { host } = new URL(url);
    const request = new Request(url, {
      headers: { host, cookie: cookiesFor(url) },
      redirect: 'manual',
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    const response = await (url.startsWith(`${origin}/`) ? ours(request) : fetch(request));
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/expires=Thu, 01 Jan 1970|max-age=0/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  const next = (response: Response, from: string): URL | null => {
    const location = response.headers.get('location');
    return location === null ? null : new URL(location, from);
  };

  return {
    get: (url) => send(url),
    post: send,
    cookiesFor,
    forget: (url, cookie) => void jars.get(new URL(url).host)?.delete(cookie),
    async follow(url) {
      const to = next(await send(url), url);
      return to ? this.follow(to.href) : url;
    },
    async followUntilPage(url) {
      const { origin: where, pathname } = new URL(url);
      if (where === origin && !pathname.startsWith('/api/')) return url;
      const to = next(await send(url), url);
      return to ? this.followUntilPage(to.href) : url;
    },
    async followUntilOurs(url, form) {
      let [at, to] = [url, next(await send(url, form), url)];
      while (to && to.origin !== origin) [at, to] = [to.href, next(await send(to.href), at)];
      if (!to) throw new Error(`no way back from ${at}`);
      return to;
    },
  };
}
