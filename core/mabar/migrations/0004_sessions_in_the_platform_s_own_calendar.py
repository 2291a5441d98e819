"""Sessions in the platform's own calendar."""

import sqlalchemy as sa
from alembic import op

revision = "mabar_0004"
down_revision = "mabar_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Sessions in the platform's own calendar."""
    op.create_table('mabar_stuck',
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('place')
    )
    op.create_table('mabar_mirrored',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('session', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('event', sa.String(), nullable=False),
    sa.Column('says', sa.String(), nullable=False),
    sa.Column('pending', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['session'], ['mabar_session.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('session', 'place'),
    sqlite_autoincrement=True
    )
