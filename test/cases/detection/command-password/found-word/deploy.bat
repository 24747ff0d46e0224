psexec \\10.0.94.120 -u Administrator -p ⟦dev_admin⟧ cmd /c echo
psexec \\10.0.94.120 -u Administrator -p %PASSWORD% cmd
