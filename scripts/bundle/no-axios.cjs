// Stands in for axios in the bundle. node-vault is always given our own transport; if it ever were not, this says so.
module.exports = {
  create() {
    throw new Error("node-vault was started without the injected transport");
  },
};
