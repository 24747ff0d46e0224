/** A browser without a screen: keeps cookies, follows redirects, fills the forms of the test's OpenID provider. */
export interface CookieBrowser {
  /** Opens a page and does what each page asks for, until a page has no form. Gives the last page. */
  signIn(
    url: string,
    person: Person,
  ): Promise<{ readonly url: string; readonly status: number; readonly text: string }>;
}

export interface Person {
  readonly login: string;
  /** Where to say no. */
  readonly declines?: "login" | "consent" | "device";
}

interface Page {
  readonly url: string;
  readonly status: number;
  readonly text: string;
}

interface Form {
  readonly action: string;
  readonly fields: URLSearchParams;
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}="(?<value>[^"]*)"`, "u").exec(tag)?.groups?.["value"];
  return found?.replaceAll("&amp;", "&");
}

function formOf(page: Page): Form | undefined {
  const form = /<form\b[^>]*>[\s\S]*?<\/form>/u.exec(page.text)?.[0];
  if (form === undefined) return undefined;
  const fields = new URLSearchParams();
  for (const [tag] of form.matchAll(/<input\b[^>]*>/gu)) {
    const name = attribute(tag, "name");
    if (name !== undefined) fields.set(name, attribute(tag, "value") ?? "");
  }
  return { action: new URL(attribute(form, "action") ?? page.url, page.url).href, fields };
}

/** What the page is about, in the words of `declines`. */
function subjectOf({ fields }: Form): Person["declines"] | undefined {
  if (fields.has("login")) return "login";
  if (fields.get("prompt") === "consent") return "consent";
  return fields.get("confirm") === "yes" ? "device" : undefined;
}

export function createCookieBrowser(): CookieBrowser {
  const cookies = new Map<string, string>();

  function keepCookies(answer: Response): void {
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";", 1);
      const name = pair.slice(0, pair.indexOf("="));
      const value = pair.slice(pair.indexOf("=") + 1);
      if (value === "" || /expires=Thu, 01 Jan 1970/iu.test(cookie)) cookies.delete(name);
      else cookies.set(name, value);
    }
  }

  async function go(url: string, body?: URLSearchParams): Promise<Page> {
    const headers = { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
    const answer = await fetch(url, {
      headers,
      redirect: "manual",
      ...(body === undefined ? {} : { method: "POST", body }),
    });
    keepCookies(answer);
    const location = answer.headers.get("location");
    if (location !== null) return go(new URL(location, url).href);
    return { url, status: answer.status, text: await answer.text() };
  }

  async function decline(page: Page, form: Form): Promise<Page> {
    if (subjectOf(form) !== "device") {
      const abort = /href="(?<url>[^"]*\/abort)"/u.exec(page.text)?.groups?.["url"];
      return go(new URL(abort ?? `${page.url}/abort`, page.url).href);
    }
    form.fields.delete("confirm");
    form.fields.set("abort", "yes");
    return go(form.action, form.fields);
  }

  return {
    signIn: async (url, person) => {
      let page = await go(url);
      for (let form = formOf(page); form !== undefined; form = formOf(page)) {
        if (person.declines !== undefined && subjectOf(form) === person.declines) return decline(page, form);
        if (form.fields.has("login")) {
          form.fields.set("login", person.login);
          form.fields.set("password", "any");
        }
        page = await go(form.action, form.fields);
      }
      return page;
    },
  };
}
