<?php
$pdo = new PDO($dsn, 'app', '⟦pd0Pass99⟧');
$db = new mysqli('db.internal', 'app', '⟦mysqL1nk⟧', 'orders');
