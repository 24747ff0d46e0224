import { expect, test } from "vitest";
import { places, vanishesWithContainer } from "../../../src/node/places.ts";

const linux = { env: {}, platform: "linux", home: "/home/ada" };

test("the vault lies in the user's data directory of each system", () => {
  expect(places(linux).vault).toBe("/home/ada/.local/share/lockers/vault.db");
  expect(places({ ...linux, env: { XDG_DATA_HOME: "/data" } }).vault).toBe("/data/lockers/vault.db");
  expect(places({ ...linux, env: { XDG_DATA_HOME: "relative" } }).vault).toBe(
    "/home/ada/.local/share/lockers/vault.db",
  );
  expect(places({ ...linux, platform: "darwin" }).directory).toBe("/home/ada/Library/Application Support/Lockers");
});

test("LOCKERS_HOME wins everywhere", () => {
  expect(places({ ...linux, env: { LOCKERS_HOME: "/mine", XDG_DATA_HOME: "/data" } }).vault).toBe("/mine/vault.db");
  expect(places({ ...linux, env: { LOCKERS_HOME: "" } }).directory).toBe("/home/ada/.local/share/lockers");
});

const MOUNTS = [
  "22 1 0:20 / / rw,relatime - overlay overlay rw",
  "23 22 0:21 / /proc rw - proc proc rw",
  String.raw`24 22 8:1 / /home/ada/my\040data rw - ext4 /dev/sda1 rw`,
].join("\n");

function probes(files: Readonly<Record<string, string>>) {
  return { exists: (path: string) => path in files, read: (path: string) => files[path] ?? "", env: {} };
}

test("in a container a directory on the container's own root vanishes, one on a mount does not", () => {
  const container = probes({ "/.dockerenv": "", "/proc/self/mountinfo": MOUNTS });
  expect(vanishesWithContainer("/home/ada/.local/share/lockers", container)).toBe(true);
  expect(vanishesWithContainer("/home/ada/my data/lockers", container)).toBe(false);
  const chosen = { ...container, env: { LOCKERS_HOME: "/home/ada/.local/share/lockers" } };
  expect(vanishesWithContainer("/home/ada/.local/share/lockers", chosen)).toBe(false); // the person's decision
});

test("containers are known by their cgroup and by what podman and systemd-nspawn leave", () => {
  const mounts = { "/proc/self/mountinfo": MOUNTS };
  const kubernetes = probes({ ...mounts, "/proc/1/cgroup": "0::/kubepods/besteffort/pod1" });
  expect(vanishesWithContainer("/root", kubernetes)).toBe(true);
  expect(vanishesWithContainer("/root", { ...probes(mounts), env: { container: "podman" } })).toBe(true);
});

test("outside of a container nothing vanishes", () => {
  expect(vanishesWithContainer("/root", probes({ "/proc/self/mountinfo": MOUNTS, "/proc/1/cgroup": "0::/" }))).toBe(
    false,
  );
});

function containerOn(root: string) {
  return probes({ "/.dockerenv": "", "/proc/self/mountinfo": `27 1 254:0 / / rw - ${root} rw` });
}

test("a machine whose image was a container's keeps its disk", () => {
  expect(vanishesWithContainer("/root", containerOn("ext4 /dev/vda"))).toBe(false);
  expect(vanishesWithContainer("/root", containerOn("ext4 /dev/mapper/docker-8:1-1-f00"))).toBe(true);
  expect(vanishesWithContainer("/root", containerOn("btrfs /dev/sda1"))).toBe(true);
});
