import type { KeyPlace, SecretPlace } from "../place.ts";

const KEPT = 10;

/** What the person had to do with lately, newest first. In memory only: names are secret at rest. */
export interface RecentPlaces {
  used(places: readonly (SecretPlace | KeyPlace)[]): void;
  all(): readonly (SecretPlace | KeyPlace)[];
  forget(server: string): void;
}

export function createRecentPlaces(): RecentPlaces {
  let kept: readonly (SecretPlace | KeyPlace)[] = [];
  return {
    used: (places) => {
      const ids = new Set(places.map(idOf));
      kept = [...places, ...kept.filter((place) => !ids.has(idOf(place)))].slice(0, KEPT);
    },
    all: () => kept,
    forget: (server) => {
      kept = kept.filter((place) => place.server !== server);
    },
  };
}

function idOf(place: SecretPlace | KeyPlace): string {
  return JSON.stringify([place.server, place.at.mount, place.at.path, place.kind === "key" ? place.key : ""]);
}
