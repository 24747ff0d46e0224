// Stands in for node-vault's table of template commands in the bundle.
module.exports = {};
