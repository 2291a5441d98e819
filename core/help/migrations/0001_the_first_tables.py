"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "help_0001"
down_revision = None
branch_labels = ("help",)
depends_on = None


def upgrade() -> None:
    """The first tables."""
    op.create_table('help_confirmed',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('service', sa.String(), nullable=False),
    sa.Column('person', sa.Integer(), nullable=True),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('service'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('help_confirmed', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_help_confirmed_person'), ['person'], unique=False)

    op.create_table('help_counted',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('day', sa.String(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('day', 'what'),
    sqlite_autoincrement=True
    )
    op.create_table('help_reminded',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('subject'),
    sqlite_autoincrement=True
    )
