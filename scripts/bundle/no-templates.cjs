// Stands in for mustache in the bundle: paths with names in them are never rendered from templates.
exports.render = () => {
  throw new Error("node-vault was asked for a template command");
};
