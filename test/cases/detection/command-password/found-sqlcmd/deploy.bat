sqlcmd -S db.internal -U sa -P ⟦sqlcmdS3rin⟧ -i x.sql
net use \\fs01\share /user:corp\svc ⟦n3tUseNuthatch⟧
