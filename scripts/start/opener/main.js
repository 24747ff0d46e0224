const vscode = require("vscode");

exports.activate = async function activate() {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) return;
  await vscode.commands.executeCommand("workbench.view.extension.lockers");
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, "app.js"), {
    preview: false,
    preserveFocus: true,
  });
};
