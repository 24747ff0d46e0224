import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  COMMANDS,
  CONTAINER,
  CONTEXT_KEYS,
  SETTINGS,
  TITLE_COMMANDS,
  VIEWS,
} from "../../../src/extension/contributions.ts";

interface Menu {
  readonly command: string;
  readonly when?: string;
}

interface Step {
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

interface Manifest {
  readonly contributes: {
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string }[] };
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly name: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string; readonly when?: string }[];
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
      readonly icon?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly Menu[]>>;
    readonly keybindings: readonly Menu[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly default: unknown; readonly scope: string }>>;
    };
  };
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
}

const { contributes, capabilities } = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const menus = Object.values(contributes.menus).flat();

describe("package.json says what contributions.ts says", () => {
  test("commands: id, title, icon, and the category Lockers", () => {
    const declared = contributes.commands.map(({ command, ...rest }) => [command, rest] as const);
    const listed = Object.entries(COMMANDS).map(([id, entry]) => [id, { ...entry, category: "Lockers" }] as const);
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(listed));
    expect(declared).toHaveLength(listed.length);
  });

  test("commands in the titles of views, which give no row where none has the focus", () => {
    expect(TITLE_COMMANDS).toEqual(new Set(contributes.menus["view/title"]?.map(({ command }) => command)));
  });

  test("views, in their container", () => {
    expect(contributes.viewsContainers.activitybar.map(({ id }) => id)).toEqual([CONTAINER]);
    expect(contributes.views[CONTAINER]?.map(({ id, name }) => [id, name])).toEqual(Object.entries(VIEWS));
  });

  test("settings: id, default, scope, and a parser that takes the default", () => {
    const declared = Object.entries(contributes.configuration.properties).map(
      ([id, property]) => [id, { fallback: property.default, scope: property.scope }] as const,
    );
    const listed = Object.entries(SETTINGS).map(([id, { fallback, scope }]) => [id, { fallback, scope }] as const);
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(listed));
    for (const entry of Object.values(SETTINGS)) expect(entry.parse(entry.fallback)).toEqual(entry.fallback);
  });

  test("every menu, key binding and welcome link names a command that exists", () => {
    const texts = [
      ...contributes.viewsWelcome.map(({ contents }) => contents),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ description }) => description)),
    ];
    const linked = texts.flatMap((text) => [...text.matchAll(/\(command:([^)?]+)/g)].map((match) => match[1] ?? ""));
    const named = [...menus, ...contributes.keybindings].map(({ command }) => command);
    const ours = [...linked, ...named].filter((id) => !id.startsWith("workbench."));
    expect(ours.filter((id) => !(id in COMMANDS))).toEqual([]);
    expect(ours.length).toBeGreaterThan(20);
  });

  test("every context key of ours that a condition asks for is one that the code sets", () => {
    const conditions = [...menus, ...contributes.keybindings, ...contributes.viewsWelcome].map(
      ({ when }) => when ?? "",
    );
    const asked = conditions.flatMap((when) => when.match(/\blockers\.[\w.]+/g) ?? []);
    const known = new Set([...Object.keys(CONTEXT_KEYS), ...Object.keys(VIEWS)]);
    expect(asked.filter((key) => !known.has(key))).toEqual([]);
    expect(asked).toContain("lockers.findingsState");
  });

  test("each step of the walkthrough has its picture, and is done by a context key that is set on success", () => {
    const [start, ...more] = contributes.walkthroughs;
    expect(more).toEqual([]);
    expect(start?.steps).toHaveLength(4);
    for (const { media, completionEvents } of start?.steps ?? []) {
      expect(media.altText).not.toBe("");
      const picture = readFileSync(media.svg, "utf8");
      expect(picture).toContain("var(--vscode-foreground)");
      expect(picture, "colours come from the theme").not.toMatch(/#[0-9a-f]{3,8}\b|rgb|<script|href/i);
      expect(completionEvents.length).toBeGreaterThan(0);
      for (const event of completionEvents)
        expect(Object.keys(CONTEXT_KEYS)).toContain(event.replace(/^onContext:/, ""));
    }
    const { contents = "" } = contributes.viewsWelcome.find((one) => one.contents.includes("Show me how")) ?? {};
    expect(contents).toContain(encodeURIComponent(`"lockers.lockers#${start?.id}"`));
  });

  test("a workspace cannot set an address, and Restricted Mode ignores a workspace's other settings", () => {
    expect(SETTINGS["lockers.servers"].scope).toBe("application");
    const settable = Object.entries(SETTINGS).filter(([, { scope }]) => scope !== "application");
    expect(capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(settable.map(([id]) => id));
  });
});
